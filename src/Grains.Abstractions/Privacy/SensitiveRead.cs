using System.Collections.Immutable;
using Nusaloka.Accounts;

namespace Nusaloka.Privacy;

/// <summary>Somebody else has read a person's data.</summary>
/// <param name="Id">UUID.</param>
/// <param name="ReaderId">The account of the member of staff, or the client id of the program.</param>
/// <param name="ReaderRole">As what they read it.</param>
/// <param name="SubjectId">Whose data.</param>
/// <param name="What">What of it, in one lower-case word such as identity.</param>
/// <param name="At">When, UTC.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SensitiveRead")]
public sealed record SensitiveRead(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string ReaderId,
    [property: Id(2)] Role ReaderRole,
    [property: Id(3)] string SubjectId,
    [property: Id(4)] string What,
    [property: Id(5)] DateTimeOffset At);

/// <summary>Somebody is about to read other people's data.</summary>
/// <param name="ReaderId">The account of the member of staff, or the client id of the program.</param>
/// <param name="ReaderRole">As what they read it.</param>
/// <param name="SubjectIds">Whose data: at most <see cref="PageRequest.MaxLimit"/>.</param>
/// <param name="What">What of it, in one lower-case word.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.RecordReads")]
public sealed record RecordReads(
    [property: Id(0)] string ReaderId,
    [property: Id(1)] Role ReaderRole,
    [property: Id(2)] ImmutableArray<string> SubjectIds,
    [property: Id(3)] string What);
