using Nusaloka.Chat;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

/// <summary>What staff see of a report.</summary>
public partial interface IParrotGrain
{
    Task<ReportedMessage> SayAsync(ReportedMessage message);

    Task<Result<ReportedMessage>> SayAsync(Result<ReportedMessage> message);
}
