using Nusaloka.Accounts;
using Nusaloka.Operations;
using Nusaloka.Runtime.Conformance.Silo.Observation;
using Nusaloka.Runtime.Conformance.Silo.Storage;
using Nusaloka.Runtime.Conformance.Silo.Streams;
using Nusaloka.Statements;
using Nusaloka.Wallets;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

/// <summary>Says again what it is told: a method for every type that travels. A test says which is missing.</summary>
public interface IParrotGrain : ILocatedGrain
{
    /// <summary>What it understood, in words.</summary>
    Task<string> DescribeAsync(Transaction message);

    Task<AccessToken> SayAsync(AccessToken message);

    Task<Account> SayAsync(Account message);

    Task<AccountIds> SayAsync(AccountIds message);

    Task<Authorize> SayAsync(Authorize message);

    Task<CallDurations> SayAsync(CallDurations message);

    Task<CallFigures> SayAsync(CallFigures message);

    Task<CaptureHold> SayAsync(CaptureHold message);

    Task<ClusterFigures> SayAsync(ClusterFigures message);

    Task<Credit> SayAsync(Credit message);

    Task<Currency> SayAsync(Currency message);

    Task<DeadLetter> SayAsync(DeadLetter message);

    Task<Debit> SayAsync(Debit message);

    Task<Error> SayAsync(Error message);

    Task<ErrorKind> SayAsync(ErrorKind message);

    Task<FieldError> SayAsync(FieldError message);

    Task<Hold> SayAsync(Hold message);

    Task<HoldStatus> SayAsync(HoldStatus message);

    Task<KindFigures> SayAsync(KindFigures message);

    Task<KindReport> SayAsync(KindReport message);

    Task<LedgerState> SayAsync(LedgerState message);

    Task<MemberReport> SayAsync(MemberReport message);

    Task<MethodFigures> SayAsync(MethodFigures message);

    Task<MethodOrder> SayAsync(MethodOrder message);

    Task<MethodReport> SayAsync(MethodReport message);

    Task<Money> SayAsync(Money message);

    Task<Movement> SayAsync(Movement message);

    Task<NameState> SayAsync(NameState message);

    Task<Operation> SayAsync(Operation message);

    Task<Order> SayAsync(Order message);

    Task<PageRequest> SayAsync(PageRequest message);

    Task<Pay> SayAsync(Pay message);

    Task<Payee> SayAsync(Payee message);

    Task<ProcessFigures> SayAsync(ProcessFigures message);

    Task<ProcessReport> SayAsync(ProcessReport message);

    Task<ProcessState> SayAsync(ProcessState message);

    Task<PublicKey> SayAsync(PublicKey message);

    Task<PublicKeys> SayAsync(PublicKeys message);

    Task<RegisterAccount> SayAsync(RegisterAccount message);

    Task<ReminderFigures> SayAsync(ReminderFigures message);

    Task<Result> SayAsync(Result message);

    Task<Role> SayAsync(Role message);

    Task<SignIn> SayAsync(SignIn message);

    Task<SignInService> SayAsync(SignInService message);

    Task<SignedIn> SayAsync(SignedIn message);

    Task<Statement> SayAsync(Statement message);

    Task<StatementEntry> SayAsync(StatementEntry message);

    Task<StatementQuery> SayAsync(StatementQuery message);

    Task<SystemAccount> SayAsync(SystemAccount message);

    Task<TopUp> SayAsync(TopUp message);

    Task<Transaction> SayAsync(Transaction message);

    Task<TransactionKind> SayAsync(TransactionKind message);

    Task<TransactionStatus> SayAsync(TransactionStatus message);

    Task<TransactionSummary> SayAsync(TransactionSummary message);

    Task<Transfer> SayAsync(Transfer message);

    Task<UpdateProfile> SayAsync(UpdateProfile message);

    Task<VoidHold> SayAsync(VoidHold message);

    Task<WalletBalance> SayAsync(WalletBalance message);

    Task<WalletBalances> SayAsync(WalletBalances message);

    Task<WalletHolds> SayAsync(WalletHolds message);

    Task<WrappedSigningKey> SayAsync(WrappedSigningKey message);

    Task<Page<Account>> SayAsync(Page<Account> message);

    Task<Page<DeadLetter>> SayAsync(Page<DeadLetter> message);

    Task<Page<Transaction>> SayAsync(Page<Transaction> message);

    Task<Result<AccessToken>> SayAsync(Result<AccessToken> message);

    Task<Result<Account>> SayAsync(Result<Account> message);

    Task<Result<Hold>> SayAsync(Result<Hold> message);

    Task<Result<Movement>> SayAsync(Result<Movement> message);

    Task<Result<Page<Account>>> SayAsync(Result<Page<Account>> message);

    Task<Result<Page<DeadLetter>>> SayAsync(Result<Page<DeadLetter>> message);

    Task<Result<Page<Transaction>>> SayAsync(Result<Page<Transaction>> message);

    Task<Result<SignedIn>> SayAsync(Result<SignedIn> message);

    Task<Result<Statement>> SayAsync(Result<Statement> message);

    Task<Result<Transaction>> SayAsync(Result<Transaction> message);

    Task<Result<TransactionSummary>> SayAsync(Result<TransactionSummary> message);

    Task<Result<WalletBalance>> SayAsync(Result<WalletBalance> message);

    Task<Result<WalletHolds>> SayAsync(Result<WalletHolds> message);
}
