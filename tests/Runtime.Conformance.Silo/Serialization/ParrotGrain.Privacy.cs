using Nusaloka.Privacy;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

/// <content>The messages of privacy.</content>
public sealed partial class ParrotGrain
{
    public Task<RecordReads> SayAsync(RecordReads message) => Task.FromResult(message);

    public Task<SensitiveRead> SayAsync(SensitiveRead message) => Task.FromResult(message);

    public Task<Page<SensitiveRead>> SayAsync(Page<SensitiveRead> message) => Task.FromResult(message);

    public Task<Result<Page<SensitiveRead>>> SayAsync(Result<Page<SensitiveRead>> message) => Task.FromResult(message);
}
