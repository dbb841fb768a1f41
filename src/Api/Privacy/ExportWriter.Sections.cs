using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Api.Accounts.Sessions;
using Nusaloka.Api.Bookings;
using Nusaloka.Api.Chat;
using Nusaloka.Api.Departures;
using Nusaloka.Api.Matching;
using Nusaloka.Api.Notifications;
using Nusaloka.Api.Reviews;
using Nusaloka.Api.Trips;
using Nusaloka.Bookings;
using Nusaloka.Chat;
using Nusaloka.Departures;
using Nusaloka.Matching;
using Nusaloka.Notifications;
using Nusaloka.Privacy;
using Nusaloka.Reviews;
using Nusaloka.Trips;

namespace Nusaloka.Api.Privacy;

/// <content>What a person does here: travel, guide, talk, and sign in.</content>
internal sealed partial class ExportWriter
{
    private async Task TravelAsync(Utf8JsonWriter json, PipeWriter output, CancellationToken cancellationToken)
    {
        var trips = grains.GetGrain<ITripQueryGrain>("0");
        var matches = grains.GetGrain<IMatchQueryGrain>("0");
        await ManyAsync(json, output, "bookings", PagesAsync(
            page => grains.GetGrain<IBookingQueryGrain>("0").ListAsync(new BookingQuery(accountId, null, null, null, page), cancellationToken),
            booking => BookingResponse.Of(booking, accountId)), cancellationToken);
        await ManyAsync(json, output, "trips", PagesAsync(page => trips.ListOfGuideAsync(accountId, page, cancellationToken), TripSummaryResponse.Of), cancellationToken);
        await ManyAsync(json, output, "saved_trips", PagesAsync(page => trips.ListSavedAsync(accountId, page, cancellationToken), SavedTripResponse.Of), cancellationToken);
        await ManyAsync(json, output, "reviews", PagesAsync(
            page => grains.GetGrain<IReviewQueryGrain>("0").ListOfAuthorAsync(accountId, page, cancellationToken), ReviewResponse.Of), cancellationToken);
        One(json, "wishes", (await grains.GetGrain<IWishGrain>(accountId).ListAsync(cancellationToken)).Items.Select(WishResponse.Of));
        await ManyAsync(json, output, "interests", PagesAsync(
            page => matches.ListInterestsOfTravellerAsync(accountId, page, cancellationToken), InterestResponse.Of), cancellationToken);
    }

    /// <summary>What a guide offers, without who has booked it: their names and numbers are theirs.</summary>
    private async Task GuidingAsync(Utf8JsonWriter json, PipeWriter output, CancellationToken cancellationToken)
    {
        await ManyAsync(json, output, "departures", OfTripsAsync(
            (trip, page) => grains.GetGrain<IDepartureQueryGrain>("0").ListOfTripAsync(trip, bookableOnly: false, page, cancellationToken),
            DepartureResponse.Of, cancellationToken), cancellationToken);
        await ManyAsync(json, output, "guided_bookings", PagesAsync(
            page => grains.GetGrain<IBookingQueryGrain>("0").ListAsync(new BookingQuery(null, accountId, null, null, page), cancellationToken),
            booking => WithoutTraveller(BookingResponse.Of(booking, accountId))), cancellationToken);
        await ManyAsync(json, output, "interests_in_trips", OfTripsAsync(
            (trip, page) => grains.GetGrain<IMatchQueryGrain>("0").ListInterestsOfTripAsync(trip, page, cancellationToken),
            InterestResponse.Of, cancellationToken), cancellationToken);
        await ManyAsync(json, output, "review_answers", OfTripsAsync(
            (trip, page) => AnsweredAsync(trip, page, cancellationToken), ExportedAnswer.Of, cancellationToken), cancellationToken);
    }

    private static BookingResponse WithoutTraveller(BookingResponse booking) => booking with
    {
        Guests = [], Wishes = "", Contact = null, Complaint = booking.Complaint is { } complaint ? complaint with { Text = "" } : null,
    };

    private async Task NotificationsAsync(Utf8JsonWriter json, PipeWriter output, CancellationToken cancellationToken)
    {
        var settings = grains.GetGrain<INotificationPreferencesGrain>(accountId);
        One(json, "notification_settings", ExportedNotificationSettings.Of(
            await settings.GetAsync(cancellationToken), await settings.ListPushAsync(cancellationToken),
            Value(await settings.GetWebhookAsync(cancellationToken), NotificationWebhookResponse.Of, NotificationErrors.WebhookNotFound)));
        await ManyAsync(json, output, "notifications", PagesAsync(
            page => grains.GetGrain<INotificationInboxGrain>(accountId).ListAsync(unreadOnly: false, page, cancellationToken), NotificationResponse.Of), cancellationToken);
    }

    private async Task ChatAsync(Utf8JsonWriter json, PipeWriter output, CancellationToken cancellationToken)
    {
        var chat = grains.GetGrain<IConversationsGrain>(accountId);
        await ManyAsync(json, output, "rooms", PagesAsync(page => chat.ListMembershipsAsync(page, cancellationToken), ExportedRoom.Of), cancellationToken);
        await ManyAsync(json, output, "messages", PagesAsync(page => chat.ListSentAsync(page, cancellationToken), ChatMessageResponse.Of), cancellationToken);
        await ManyAsync(json, output, "reactions", PagesAsync(page => chat.ListReactionsAsync(page, cancellationToken), ExportedReactions.Of), cancellationToken);
        await ManyAsync(json, output, "message_reports", PagesAsync(page => chat.ListReportedAsync(page, cancellationToken), ExportedMessageReport.Of), cancellationToken);
        var presence = await grains.GetGrain<IPresenceGrain>(PresencePartitions.Key(PresencePartitions.Of(accountId))).GetAsync(accountId, [accountId], cancellationToken);
        One(json, "last_connected_at", presence.FirstOrDefault()?.SeenAt);
    }

    private async Task SecurityAsync(Utf8JsonWriter json, PipeWriter output, CancellationToken cancellationToken)
    {
        var sessions = await grains.GetGrain<ISessionsGrain>(accountId).ListAsync(cancellationToken);
        One(json, "sessions", sessions.Sessions.Select(session => SessionResponse.Of(session, sessionId)));
        One(json, "known_places", sessions.Places.Select(ExportedPlace.Of));
        await ManyAsync(json, output, "security_events", PagesAsync(
            page => grains.GetGrain<ISecurityEventQueryGrain>("0").ListAsync(accountId, page, cancellationToken), SecurityEventResponse.Of), cancellationToken);
        await ManyAsync(json, output, "reads", PagesAsync(
            page => grains.GetGrain<ISensitiveReadGrain>("0").ListAsync(accountId, page, cancellationToken), ReadResponse.Of), cancellationToken);
    }

    /// <summary>A list of each trip that the person offers, trip by trip.</summary>
    private async IAsyncEnumerable<IEnumerable<TResponse>> OfTripsAsync<T, TResponse>(
        Func<string, PageRequest, Task<Result<Page<T>>>> read, Func<T, TResponse> shape, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var offered = PagesAsync(page => grains.GetGrain<ITripQueryGrain>("0").ListOfGuideAsync(accountId, page, cancellationToken), static trip => trip.Id);
        await foreach (var trips in offered.WithCancellation(cancellationToken))
        {
            foreach (var trip in trips)
            {
                await foreach (var items in PagesAsync(page => read(trip, page), shape).WithCancellation(cancellationToken))
                    yield return items;
            }
        }
    }

    private async Task<Result<Page<Review>>> AnsweredAsync(string tripId, PageRequest page, CancellationToken cancellationToken)
    {
        var found = await grains.GetGrain<IReviewQueryGrain>("0").ListOfTripAsync(tripId, page, cancellationToken);
        if (!found.IsSuccess)
            return found.Error;
        var reviews = found.Value.Reviews;
        return new Page<Review>([.. reviews.Items.Where(static review => review.Answer is not null)], reviews.NextCursor);
    }
}
