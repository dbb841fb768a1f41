using Nusaloka.Accounts.Programs;
using Nusaloka.Invoices;
using Nusaloka.Payments;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

/// <content>The messages of programs, and of what officers and exports read.</content>
public sealed partial class ParrotGrain
{
    public Task<ProgramStanding> SayAsync(ProgramStanding message) => Task.FromResult(message);

    public Task<Result<ProgramStanding>> SayAsync(Result<ProgramStanding> message) => Task.FromResult(message);

    public Task<KnownPrograms> SayAsync(KnownPrograms message) => Task.FromResult(message);

    public Task<CloseDifference> SayAsync(CloseDifference message) => Task.FromResult(message);

    public Task<Result<Difference>> SayAsync(Result<Difference> message) => Task.FromResult(message);

    public Task<Page<CreditNote>> SayAsync(Page<CreditNote> message) => Task.FromResult(message);

    public Task<Result<Page<CreditNote>>> SayAsync(Result<Page<CreditNote>> message) => Task.FromResult(message);
}
