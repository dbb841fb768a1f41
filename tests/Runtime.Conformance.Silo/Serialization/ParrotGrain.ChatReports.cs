using Nusaloka.Chat;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

public sealed partial class ParrotGrain
{
    public Task<ReportedMessage> SayAsync(ReportedMessage message) => Task.FromResult(message);

    public Task<Result<ReportedMessage>> SayAsync(Result<ReportedMessage> message) => Task.FromResult(message);
}
