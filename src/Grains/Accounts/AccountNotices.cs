using Nusaloka.Accounts;
using Nusaloka.Grains.Deliveries;
using Nusaloka.Profiles;

namespace Nusaloka.Grains.Accounts;

/// <summary>Tells owners in their language what happened to their account, wherever they can be reached.</summary>
internal sealed class AccountNotices(IGrainFactory grains, Messenger messenger)
{
    // A notice is of use for some days; then whoever reads it has found out.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);

    /// <summary>Has the notice sent. When this returns it is durable; nobody is told when the account is closed.</summary>
    /// <param name="accountId">Whose account.</param>
    /// <param name="key">The same for the same notice.</param>
    /// <param name="noticeIn">What is said in a language.</param>
    /// <param name="at">When it happened.</param>
    /// <param name="onlyOnce">By mail, and by SMS only where there is no address: for what happens often and is usually well.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task TellAsync(
        string accountId, string key, Func<string, AccountNotice> noticeIn, DateTimeOffset at, bool onlyOnce, CancellationToken cancellationToken)
    {
        if ((await grains.GetGrain<IAccountGrain>(accountId).GetAsync(cancellationToken)).Value is not { } account)
            return;

        var language = (await grains.GetGrain<IProfileGrain>(accountId).GetPreferencesAsync(cancellationToken)).Language;
        var notice = noticeIn(language);
        var message = new PersonalMessage(language, notice.Mail, notice.Sms, at + Lifetime);
        if (account.Email is { } email)
            await messenger.SendAsync(new Identifier(IdentifierKind.Email, email), message, $"{key}/email", cancellationToken);
        if (account.Phone is { } phone && !(onlyOnce && account.Email is not null))
            await messenger.SendAsync(new Identifier(IdentifierKind.Phone, phone), message, $"{key}/phone", cancellationToken);
    }
}
