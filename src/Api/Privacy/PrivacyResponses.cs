using Nusaloka.Accounts;
using Nusaloka.Privacy;

namespace Nusaloka.Api.Privacy;

/// <summary>Somebody else has read a person's data.</summary>
/// <param name="ReaderId">The account of the member of staff, or the name of the program.</param>
/// <param name="ReaderRole">As what they read it.</param>
/// <param name="What">What of it.</param>
/// <param name="ReadAt">When.</param>
public sealed record ReadResponse(string ReaderId, Role ReaderRole, string What, DateTimeOffset ReadAt)
{
    /// <summary>The wire shape of a read.</summary>
    public static ReadResponse Of(SensitiveRead read) => new(read.ReaderId, read.ReaderRole, read.What, read.At);
}

/// <summary>One page of reads.</summary>
/// <param name="Data">The items, newest first.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record ReadsResponse(IReadOnlyList<ReadResponse> Data, string? NextCursor);
