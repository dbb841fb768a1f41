using System.Globalization;
using Microsoft.Net.Http.Headers;
using Nusaloka.Api.Auth;

namespace Nusaloka.Api.Http;

/// <summary>What caches may do with what everybody may read.</summary>
internal static class OpenReading
{
    /// <summary>
    /// The answer for who is not signed in is the same for all such: every cache may keep it so long. What a signed-in caller gets may be theirs alone (a draft,
    /// a hidden review): their own browser keeps it, and asks each time whether it is still so. A refusal is kept by nobody, see <see cref="ProblemWriter"/>.
    /// </summary>
    public static void MayKeep(HttpContext context, TimeSpan time)
    {
        var headers = context.Response.Headers;
        headers.Append(HeaderNames.Vary, HeaderNames.Authorization);
        headers.Append(HeaderNames.Vary, AccessTokenHandler.ServiceHeader);
        headers.CacheControl = context.User.Identity is { IsAuthenticated: true }
            ? "private, no-cache"
            : string.Create(CultureInfo.InvariantCulture, $"public, max-age={(int)time.TotalSeconds}");
    }
}
