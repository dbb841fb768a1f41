using Nusaloka.Accounts;
using Nusaloka.Api.Http;
using Nusaloka.Development;

namespace Nusaloka.Api.Development;

/// <summary>Shows a developer what would have been sent.</summary>
public static class InboxEndpoints
{
    private const int MaxMessages = 50;

    /// <summary>Adds /development/inbox, in Development only: whoever reads it can sign in as anybody.</summary>
    public static void MapDevelopmentInbox(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
            return;

        app.MapGet("/development/inbox", ListAsync).AllowAnonymous().WithTags("Development").WithName("list_development_inbox")
            .WithSummary("Read what would have been sent")
            .WithDescription(
                "Mails and short messages, the newest first; only those to one address or number with `to`. It exists in Development only, and gets mails only when there is no mail server.")
            .Produces<InboxResponse>()
            .ResponseExample(new InboxResponse(
            [
                new InboxMessageResponse(
                    7, "sms", "+6281234567890", null, "123456 adalah kode Nusaloka untuk masuk. Berlaku 10 menit. Jangan berikan kepada siapa pun.",
                    new DateTimeOffset(2026, 1, 6, 0, 30, 0, TimeSpan.Zero)),
            ]));
    }

    private static async Task<IResult> ListAsync(string? to, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var recipient = Identifier.TryParseEmail(to, out var address) || Identifier.TryParsePhone(to, out address) ? address.Value : to;
        var messages = await grains.GetGrain<IDevelopmentInboxGrain>("0").ListAsync(recipient, MaxMessages, cancellationToken);
        return TypedResults.Ok(new InboxResponse([.. messages.Messages.Select(InboxMessageResponse.Of)]));
    }
}
