using Nusaloka.Privacy;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

/// <content>The messages of privacy.</content>
public partial interface IParrotGrain
{
    Task<RecordReads> SayAsync(RecordReads message);

    Task<SensitiveRead> SayAsync(SensitiveRead message);

    Task<Page<SensitiveRead>> SayAsync(Page<SensitiveRead> message);

    Task<Result<Page<SensitiveRead>>> SayAsync(Result<Page<SensitiveRead>> message);
}
