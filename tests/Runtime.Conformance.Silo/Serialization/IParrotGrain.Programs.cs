using Nusaloka.Accounts.Programs;
using Nusaloka.Invoices;
using Nusaloka.Payments;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

/// <content>The messages of programs, and of what officers and exports read.</content>
public partial interface IParrotGrain
{
    Task<ProgramStanding> SayAsync(ProgramStanding message);

    Task<Result<ProgramStanding>> SayAsync(Result<ProgramStanding> message);

    Task<KnownPrograms> SayAsync(KnownPrograms message);

    Task<CloseDifference> SayAsync(CloseDifference message);

    Task<Result<Difference>> SayAsync(Result<Difference> message);

    Task<Page<CreditNote>> SayAsync(Page<CreditNote> message);

    Task<Result<Page<CreditNote>>> SayAsync(Result<Page<CreditNote>> message);
}
