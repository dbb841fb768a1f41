using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Nusaloka.Accounts.Passkeys;
using Nusaloka.Api.Accounts.Passkeys;
using Nusaloka.Api.Departures;
using Nusaloka.Api.Http;
using Nusaloka.Api.Invoices;
using Nusaloka.Api.Payments;
using Nusaloka.Api.Profiles;
using Nusaloka.Api.Referral;
using Nusaloka.Api.Reports;
using Nusaloka.Api.Statements;
using Nusaloka.Api.Wallets;
using Nusaloka.Departures;
using Nusaloka.Invoices;
using Nusaloka.Payments;
using Nusaloka.Profiles;
using Nusaloka.Referral;
using Nusaloka.Reports;
using Nusaloka.Wallets;

namespace Nusaloka.Api.Privacy;

/// <summary>
/// Writes an <see cref="ExportResponse"/>, a member for each sort of data. Lists are read page by page, and each page is sent before the
/// next one is read, so however much there is, one page is in memory.
/// </summary>
internal sealed partial class ExportWriter(IGrainFactory grains, string accountId, string sessionId)
{
    private static readonly StatementPeriod AllTime = new(DateTimeOffset.UnixEpoch, new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero), IndonesianZone.Western);

    private IProfileGrain Profile => grains.GetGrain<IProfileGrain>(accountId);

    /// <summary>Writes the document.</summary>
    /// <exception cref="InvalidOperationException">A part was refused. What is sent by then is cut off, so that nobody takes it for the whole.</exception>
    public async Task WriteAsync(PipeWriter output, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JsonSettings.Options.Encoder });
        json.WriteStartObject();
        One(json, "exported_at", now);
        One(json, "profile", Value(await Profile.GetAsync(cancellationToken), ProfileResponse.Of));
        One(json, "addresses", Value(await Profile.GetAddressesAsync(cancellationToken), AddressesResponse.Of)?.Data);
        One(json, "bank_account", Value(
            await Profile.RevealBankAccountAsync(cancellationToken), static bank => new BankAccountResponse(bank.BankCode, bank.AccountNumber, bank.HolderName),
            ProfileErrors.BankAccountNotFound));
        One(json, "verification", Value(await Profile.GetVerificationAsync(cancellationToken), VerificationResponse.Of));
        One(json, "identity", Value(
            await Profile.RevealIdentityAsync(cancellationToken), static given => new IdentityResponse(given.LegalName, given.Document, given.DocumentNumber),
            ProfileErrors.IdentityNotFound));
        One(json, "passkeys", (await grains.GetGrain<IPasskeysGrain>(accountId).ListAsync(cancellationToken)).Select(PasskeyResponse.Of));
        One(json, "wallet", Value(
            await grains.GetGrain<IWalletGrain>(accountId).GetHoldsAsync(cancellationToken), WalletHoldsResponse.Of, WalletErrors.NotFound));
        One(json, "wallet_limits", Value(
            await grains.GetGrain<IWalletGrain>(accountId).GetLimitsAsync(cancellationToken), WalletLimitsResponse.Of, WalletErrors.NotFound));

        await ManyAsync(json, output, "statement_entries", StatementAsync(cancellationToken), cancellationToken);
        await ManyAsync(json, output, "transactions", PagesAsync(
            page => grains.GetGrain<ITransactionQueryGrain>("0").ListAsync(accountId, page, cancellationToken), TransactionResponse.Of), cancellationToken);
        await ManyAsync(json, output, "payments", PagesAsync(
            page => grains.GetGrain<IPaymentQueryGrain>("0").ListAsync(new PaymentQuery(accountId), page, cancellationToken), static payment => PaymentResponse.Of(payment, isForStaff: false)), cancellationToken);
        await ManyAsync(json, output, "withdrawals", PagesAsync(
            page => grains.GetGrain<IWithdrawalQueryGrain>("0").ListAsync(accountId, page, cancellationToken), WithdrawalResponse.Of), cancellationToken);
        await ManyAsync(json, output, "invoices", PagesAsync(
            page => grains.GetGrain<IInvoiceQueryGrain>("0").ListAsync(new InvoiceQuery(accountId, null, WithDrafts: false, page), cancellationToken),
            InvoiceResponse.Of), cancellationToken);
        await ManyAsync(json, output, "credit_notes", PagesAsync(
            page => grains.GetGrain<IInvoiceQueryGrain>("0").ListCreditNotesAsync(accountId, page, cancellationToken), CreditNoteResponse.Of), cancellationToken);
        await ManyAsync(json, output, "reports", ReportsAsync(cancellationToken), cancellationToken);
        One(json, "referral", await ReferralAsync(cancellationToken));
        await ManyAsync(json, output, "referral_rewards", PagesAsync(
            page => grains.GetGrain<IReferralQueryGrain>("0").ListRewardsAsync(accountId, page, cancellationToken), ReferralRewardResponse.Of), cancellationToken);
        await ManyAsync(json, output, "waiting_places", PagesAsync(
            page => grains.GetGrain<IDepartureQueryGrain>("0").ListWaitingAsync(accountId, page, cancellationToken), WaitingPlaceResponse.Of), cancellationToken);
        await TravelAsync(json, output, cancellationToken);
        await GuidingAsync(json, output, cancellationToken);
        await NotificationsAsync(json, output, cancellationToken);
        await ChatAsync(json, output, cancellationToken);
        await SecurityAsync(json, output, cancellationToken);
        json.WriteEndObject();
        await FlushAsync(json, output, cancellationToken);
    }

    private static void One<T>(Utf8JsonWriter json, string name, T value)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, value, JsonSettings.Options);
    }

    /// <summary>A list, whose pages are sent as they come.</summary>
    private static async Task ManyAsync<T>(
        Utf8JsonWriter json, PipeWriter output, string name, IAsyncEnumerable<IEnumerable<T>> pages, CancellationToken cancellationToken)
    {
        json.WriteStartArray(name);
        await foreach (var page in pages.WithCancellation(cancellationToken))
        {
            foreach (var item in page)
                JsonSerializer.Serialize(json, item, JsonSettings.Options);
            await FlushAsync(json, output, cancellationToken);
        }

        json.WriteEndArray();
    }

    private static async Task FlushAsync(Utf8JsonWriter json, PipeWriter output, CancellationToken cancellationToken)
    {
        await json.FlushAsync(cancellationToken);
        await output.FlushAsync(cancellationToken);
    }

    private static async IAsyncEnumerable<IEnumerable<TResponse>> PagesAsync<T, TResponse>(
        Func<PageRequest, Task<Result<Page<T>>>> read, Func<T, TResponse> shape)
    {
        string? cursor = null;
        do
        {
            var answer = await read(new PageRequest(PageRequest.MaxLimit, cursor));
            var page = answer.Value ?? throw new InvalidOperationException($"A page of {typeof(T).Name} was refused: {answer.Error?.Code}.");
            yield return page.Items.Select(shape);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
    }

    /// <summary>The value in its wire shape; null when it is refused by what may be missing.</summary>
    private static TResponse? Value<T, TResponse>(Result<T> result, Func<T, TResponse> shape, Error? missing = null)
        where T : class
        where TResponse : class =>
        result.IsSuccess ? shape(result.Value)
        : result.Error.Code == missing?.Code ? null
        : throw new InvalidOperationException($"{typeof(T).Name} was refused: {result.Error.Code}.");

    private async Task<ReferralResponse?> ReferralAsync(CancellationToken cancellationToken)
    {
        var overview = Value(await grains.GetGrain<IReferralGrain>(accountId).GetAsync(cancellationToken), static one => one);
        var totals = await grains.GetGrain<IReferralQueryGrain>("0").CountAsync(accountId, cancellationToken);
        return overview is null ? null : ReferralResponse.Of(overview, totals);
    }

    private async IAsyncEnumerable<IEnumerable<ListedReportResponse>> ReportsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var number = 1; number <= NumberedPage.MaxNumber; number++)
        {
            var answer = await grains.GetGrain<IReportGrain>(accountId).ListAsync(new NumberedPage(number, PageRequest.MaxLimit), cancellationToken);
            var page = answer.Value ?? throw new InvalidOperationException($"The reports were refused: {answer.Error?.Code}.");
            yield return page.Reports.Select(ListedReportResponse.Of);
            if (page.Reports.Length < PageRequest.MaxLimit)
                yield break;
        }
    }

    private async IAsyncEnumerable<IEnumerable<StatementEntryResponse>> StatementAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var opened = await StatementPages.OpenAsync(grains, accountId, AllTime, cancellationToken);
        if (!opened.IsSuccess)
        {
            if (opened.Error.Code == WalletErrors.NotFound.Code)
                yield break;
            throw new InvalidOperationException($"The statement was refused: {opened.Error.Code}.");
        }

        await foreach (var page in opened.Value.AllAsync(cancellationToken))
            yield return page.Entries.Items.Select(StatementEntryResponse.Of);
    }
}
