using Nusaloka.Api.Accounts.Passkeys;
using Nusaloka.Api.Accounts.Sessions;
using Nusaloka.Api.Bookings;
using Nusaloka.Api.Chat;
using Nusaloka.Api.Departures;
using Nusaloka.Api.Invoices;
using Nusaloka.Api.Matching;
using Nusaloka.Api.Notifications;
using Nusaloka.Api.Payments;
using Nusaloka.Api.Profiles;
using Nusaloka.Api.Referral;
using Nusaloka.Api.Reports;
using Nusaloka.Api.Reviews;
using Nusaloka.Api.Statements;
using Nusaloka.Api.Trips;
using Nusaloka.Api.Wallets;

namespace Nusaloka.Api.Privacy;

/// <summary>Everything that we keep about a person.</summary>
/// <param name="ExportedAt">When it was begun.</param>
/// <param name="Profile">Name, identifiers and what the person says of themselves.</param>
/// <param name="Addresses">Oldest first.</param>
/// <param name="BankAccount">The bank account for withdrawals, with its whole number; null when none is kept.</param>
/// <param name="Verification">How far the check of the identity is.</param>
/// <param name="Identity">What was given for that check, whole; null when nothing was.</param>
/// <param name="Passkeys">Oldest first.</param>
/// <param name="Wallet">Balance and open holds; null when there is no wallet.</param>
/// <param name="WalletLimits">Tier and limits of the wallet, and what is used of them; null when there is no wallet.</param>
/// <param name="StatementEntries">Every entry of the wallet, oldest first.</param>
/// <param name="Transactions">Newest first.</param>
/// <param name="Payments">Newest first.</param>
/// <param name="Withdrawals">Newest first.</param>
/// <param name="Invoices">Newest first.</param>
/// <param name="CreditNotes">What was given back of them, newest first.</param>
/// <param name="Reports">Transactions that were reported to the person, newest first.</param>
/// <param name="Referral">How the person invites others, and who came; null when there is nothing of it.</param>
/// <param name="ReferralRewards">Newest first.</param>
/// <param name="WaitingPlaces">Where the person waits for seats, newest first.</param>
/// <param name="Bookings">What the person booked, newest first.</param>
/// <param name="Trips">What the person offers as a guide, the last changed first.</param>
/// <param name="SavedTrips">The last saved first.</param>
/// <param name="Reviews">What the person wrote of trips, newest first.</param>
/// <param name="Wishes">What the person would like, oldest first.</param>
/// <param name="Interests">Where the person would come along, the last changed first.</param>
/// <param name="Departures">Of the trips that the person offers, trip by trip.</param>
/// <param name="GuidedBookings">What others have booked of the person, newest first, without who comes along.</param>
/// <param name="InterestsInTrips">Who would come along on the person's trips, as a guide sees it, trip by trip.</param>
/// <param name="ReviewAnswers">What the person says to reviews that are shown, trip by trip.</param>
/// <param name="NotificationSettings">How the person is told, and where to.</param>
/// <param name="Notifications">What the person was told, newest first.</param>
/// <param name="Rooms">The rooms of chat that the person is or was in, and what they have set there.</param>
/// <param name="Messages">What the person said in chat, room by room, oldest first.</param>
/// <param name="Reactions">The person's reactions in chat, message by message.</param>
/// <param name="MessageReports">Messages that the person has reported, room by room.</param>
/// <param name="LastConnectedAt">When a client of the person was last connected; null while one is, and when none was.</param>
/// <param name="Sessions">Where the person is signed in, the one used last first.</param>
/// <param name="KnownPlaces">With what and roughly from where the person has signed in lately, the latest last.</param>
/// <param name="SecurityEvents">What happened to the security of the account, newest first.</param>
/// <param name="Reads">Who has read these data, newest first.</param>
public sealed record ExportResponse(
    DateTimeOffset ExportedAt,
    ProfileResponse Profile,
    IReadOnlyList<AddressResponse> Addresses,
    BankAccountResponse? BankAccount,
    VerificationResponse Verification,
    IdentityResponse? Identity,
    IReadOnlyList<PasskeyResponse> Passkeys,
    WalletHoldsResponse? Wallet,
    WalletLimitsResponse? WalletLimits,
    IReadOnlyList<StatementEntryResponse> StatementEntries,
    IReadOnlyList<TransactionResponse> Transactions,
    IReadOnlyList<PaymentResponse> Payments,
    IReadOnlyList<WithdrawalResponse> Withdrawals,
    IReadOnlyList<InvoiceResponse> Invoices,
    IReadOnlyList<CreditNoteResponse> CreditNotes,
    IReadOnlyList<ListedReportResponse> Reports,
    ReferralResponse? Referral,
    IReadOnlyList<ReferralRewardResponse> ReferralRewards,
    IReadOnlyList<WaitingPlaceResponse> WaitingPlaces,
    IReadOnlyList<BookingResponse> Bookings,
    IReadOnlyList<TripSummaryResponse> Trips,
    IReadOnlyList<SavedTripResponse> SavedTrips,
    IReadOnlyList<ReviewResponse> Reviews,
    IReadOnlyList<WishResponse> Wishes,
    IReadOnlyList<InterestResponse> Interests,
    IReadOnlyList<DepartureResponse> Departures,
    IReadOnlyList<BookingResponse> GuidedBookings,
    IReadOnlyList<InterestResponse> InterestsInTrips,
    IReadOnlyList<ExportedAnswer> ReviewAnswers,
    ExportedNotificationSettings NotificationSettings,
    IReadOnlyList<NotificationResponse> Notifications,
    IReadOnlyList<ExportedRoom> Rooms,
    IReadOnlyList<ChatMessageResponse> Messages,
    IReadOnlyList<ExportedReactions> Reactions,
    IReadOnlyList<ExportedMessageReport> MessageReports,
    DateTimeOffset? LastConnectedAt,
    IReadOnlyList<SessionResponse> Sessions,
    IReadOnlyList<ExportedPlace> KnownPlaces,
    IReadOnlyList<SecurityEventResponse> SecurityEvents,
    IReadOnlyList<ReadResponse> Reads)
{
    /// <summary>What the OpenAPI document shows.</summary>
    internal static ExportResponse Example { get; } = new(
        ProfileExamples.At, ProfileExamples.Profile, [ProfileExamples.SavedAddress], new BankAccountResponse("bca", "0611104579", "Siti Rahayu"),
        ProfileExamples.Verification, new IdentityResponse("SITI RAHAYU", Nusaloka.Profiles.IdentityDocument.Ktp, "3573014605950002"),
        [PasskeyExamples.Passkey], new WalletHoldsResponse(ProfileExamples.Profile.Id, 0, 0, 0, []),
        new WalletLimitsResponse(ProfileExamples.Profile.Id, Nusaloka.Wallets.WalletTier.Unverified, new(0, 2_000_000), new(0, 20_000_000), new(0, 10_000_000)),
        [], [], [], [], [], [], [], null, [], [], [], [], [], [], [], [], [], [], [], [],
        ExportedNotificationSettings.Example, [], [], [], [], [], null, [], [], [], []);
}

/// <summary>What a person has given to be checked.</summary>
/// <param name="LegalName">As it stands in the document.</param>
/// <param name="Document">Which document.</param>
/// <param name="DocumentNumber">Its whole number.</param>
public sealed record IdentityResponse(string LegalName, Nusaloka.Profiles.IdentityDocument Document, string DocumentNumber);
