using Nusaloka.Accounts;
using Nusaloka.Api.Auth;
using Nusaloka.Payments;

namespace Nusaloka.Api.Privacy;

/// <summary>
/// Who may move or release money that is another's: nobody but the person, programs that may move money, and admins, of whom it is recorded.
/// Officers look.
/// </summary>
internal static class ActingFor
{
    /// <summary>Whether the caller may act where these people may. That an admin does is recorded before it is done.</summary>
    /// <param name="context">The request.</param>
    /// <param name="what">What is done, in one lower-case word, as it stands in the list of reads of the first of them.</param>
    /// <param name="people">Who may do it themselves; the first is whose money it is.</param>
    public static async Task<bool> MayAsync(HttpContext context, string what, params string?[] people)
    {
        var caller = context.User;
        if (caller.Is(Role.Service) || people.Contains(caller.Id(), StringComparer.Ordinal))
            return true;
        if (!caller.Is(Role.Admin) || people[0] is not { } owner)
            return false;

        await SensitiveReads.RecordAsync(context, [owner], what);
        return true;
    }

    /// <summary>
    /// Why staff may not do what is for staff: because it is about their own money, which somebody else decides about. Otherwise it is recorded
    /// before it is done, and null.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="what">What is done, in one lower-case word, as it stands in the list of reads.</param>
    /// <param name="owner">Whose money it is; null when it is nobody's that is known.</param>
    public static async Task<Error?> RefuseOwnAsync(HttpContext context, string what, string? owner)
    {
        if (owner is null)
            return null;
        if (owner == context.User.Id())
            return PaymentErrors.OwnMoney;

        await SensitiveReads.RecordAsync(context, [owner], what);
        return null;
    }
}
