using Nusaloka.Accounts;
using Nusaloka.Api.Http;

namespace Nusaloka.Api.Accounts;

/// <summary>Answers that more than one group of account routes gives.</summary>
internal static class AccountAnswers
{
    /// <summary>200 with the account's version as ETag; 304 for a GET whose caller has this version.</summary>
    public static IResult Versioned<T>(HttpContext context, Account account, T response)
    {
        IfMatch.SetETag(context, account.Version);
        return HttpMethods.IsGet(context.Request.Method) && IfMatch.CallerHas(context, account.Version)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(response);
    }
}
