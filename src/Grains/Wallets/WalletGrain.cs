using System.Data.Common;
using System.Security.Cryptography;
using Nusaloka.Grains.Payments;
using Nusaloka.Payments;
using Nusaloka.Persistence;
using Nusaloka.Persistence.Ledger;
using Nusaloka.Wallets;
using Orleans.Storage;

namespace Nusaloka.Grains.Wallets;

/// <summary>
/// One wallet. Its durable state is its ledger account; what it keeps in memory is who spends from that account. With its first
/// spending an activation claims it under a number of its own, which fences off every other: only the last to claim can spend. The
/// ledger takes the spendings one after the other, in the order in which they came here; none waits for the commit of the one
/// before. Credits by others need no claim.
/// </summary>
internal sealed partial class WalletGrain(ILedger ledger, IInstantGateway gateway, TimeProvider clock) : Grain, IWalletGrain
{
    /// <summary>Who spends, by its number; null while the wallet is not open.</summary>
    private long? _spender;

    /// <summary>The claim of this activation; null before its first spending.</summary>
    private Task<PostingResult>? _claim;

    private string Id => this.GetPrimaryKeyString();

    private string Code => LedgerAccountCode.Wallet(Id);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        try
        {
            _spender = await ledger.FindAccountAsync(Code, cancellationToken) is { IsClosed: false } account ? account.Spender : null;
        }
        catch (DbException exception)
        {
            throw DatabaseFailure.OfRead(exception, this.GetGrainId());
        }
    }

    public async Task<Result<WalletBalance>> OpenAsync(CancellationToken cancellationToken)
    {
        var account = await ledger.OpenWalletAsync(Code, Currency.Idr, (short)WalletTier.Unverified, cancellationToken);
        if (account.IsClosed)
            return WalletErrors.NotFound;

        _spender ??= account.Spender;
        return BalanceOf(account);
    }

    public async Task<Result<WalletBalance>> GetBalanceAsync(CancellationToken cancellationToken)
    {
        // Others credit the wallet without asking it, so the ledger is read each time.
        var account = await ledger.FindAccountAsync(Code, cancellationToken);
        return account is { IsClosed: false } ? BalanceOf(account) : WalletErrors.NotFound;
    }

    public async Task<Result<Movement>> TopUpAsync(TopUp command, CancellationToken cancellationToken)
    {
        if (WalletRules.Check(command.Amount, command.Operation) is { } wrong)
            return wrong;
        if (_spender is null)
            return WalletErrors.NotFound;
        if (!gateway.IsOpen)
            return PaymentErrors.MethodUnavailable(gateway.Name);

        var clearing = LedgerAccountCode.GatewayClearing(gateway.Name);
        var id = TransactionId.Create(Id, TransactionKind.TopUp, command.Operation.Key);
        var charge = await gateway.ChargeAsync(id, command.Amount, cancellationToken);
        return charge.IsApproved
            ? await ReceiveAsync(WalletRules.Receive(Id, TransactionKind.TopUp, clearing, command.Amount, charge.Reference, command.Operation))
            : WalletErrors.PaymentDeclined;
    }

    public async Task<Result<Movement>> CreditAsync(Credit command, CancellationToken cancellationToken)
    {
        if (WalletRules.Check(command.Amount, command.Operation) is { } wrong)
            return wrong;

        return await ReceiveAsync(WalletRules.Receive(
            Id, TransactionKind.Credit, LedgerAccountCode.Adjustment, command.Amount, reference: null, command.Operation));
    }

    public async Task<Result<Movement>> DebitAsync(Debit command, CancellationToken cancellationToken)
    {
        if (WalletRules.Check(command.Amount, command.Operation) is { } wrong)
            return wrong;
        if (Claim() is not { } spender)
            return WalletErrors.NotFound;

        return await SpendAsync(WalletRules.Spend(
            Id, TransactionKind.Debit, LedgerAccountCode.CashOut, command.Amount, description: "", command.Operation, spender));
    }

    // Not async: of all movements there are most of these, and each async method on the way costs one more turn.
    public Task<Result<Movement>> TransferAsync(Transfer command, CancellationToken cancellationToken)
    {
        if (WalletRules.Check(Id, command) is { } wrong)
            return Task.FromResult<Result<Movement>>(wrong);
        if (Claim() is not { } spender)
            return Task.FromResult<Result<Movement>>(WalletErrors.NotFound);

        return SpendAsync(WalletRules.Spend(
            Id, TransactionKind.Transfer, LedgerAccountCode.Wallet(command.ReceiverId), command.Amount, command.Description,
            command.Operation, spender));
    }

    public async Task<Result<Movement>> PayAsync(Pay command, CancellationToken cancellationToken)
    {
        if (WalletRules.Check(command) is { } wrong)
            return wrong;
        if (Claim() is not { } spender)
            return WalletErrors.NotFound;

        return await SpendAsync(WalletRules.Spend(
            Id, command.Kind, SystemAccounts.CodeOf(command.Payee), command.Amount, command.Description, command.Operation, spender));
    }

    public async Task<Result<Movement>> ReverseAsync(ReverseTransfer command, CancellationToken cancellationToken)
    {
        var original = Guid.TryParse(command.TransactionId, out var id) ? await ledger.FindTransferAsync(id, cancellationToken) : null;
        if (ReversalRules.Check(Id, original, command) is { } wrong)
            return wrong;
        if (original is null || Claim() is not { } spender)
            return WalletErrors.NotFound;

        var posting = ReversalRules.Reverse(original, command, spender);
        return ReversalRules.Answer(posting, await CommitAsync(ledger.PostAsync(posting), spender));
    }

    public async Task<Result<WalletAllowance>> SetTierAsync(WalletTier tier, CancellationToken cancellationToken)
    {
        if (!Enum.IsDefined(tier))
            return Error.Validation("/tier", "unknown_tier", "There is no such tier.");

        return await ledger.SetTierAsync(Code, (short)tier, cancellationToken) ? await GetLimitsAsync(cancellationToken) : WalletErrors.NotFound;
    }

    public async Task<Result<WalletAllowance>> GetLimitsAsync(CancellationToken cancellationToken) =>
        await ledger.FindLimitsAsync(Code, cancellationToken) is { } limits ? LimitRules.ToAllowance(Id, limits) : WalletErrors.NotFound;

    public async Task<Result> CloseAsync(CancellationToken cancellationToken)
    {
        var account = await ledger.FindAccountAsync(Code, cancellationToken);
        if (account is null)
            return WalletErrors.NotFound;
        if (!await ledger.CloseAccountAsync(Code, cancellationToken))
            return WalletErrors.NotEmpty;

        _spender = null;
        _claim = null;
        return Result.Success;
    }

    /// <summary>Makes sure that this activation is the one that spends; answers its number, null while the wallet is not open.</summary>
    private long? Claim()
    {
        if (_spender is { } former && _claim is null)
        {
            _spender = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))) & long.MaxValue;
            _claim = ledger.ClaimAsync(Code, Currency.Idr, former, _spender.Value);
        }

        return _spender;
    }

    private Task<Result<Movement>> ReceiveAsync(LedgerPosting posting) =>
        CommitAsync(ledger.PostAsync(posting), spender: null, posting, static (posting, result) => WalletRules.Answer(posting, result, walletPays: false));

    private Task<Result<Movement>> SpendAsync(LedgerPosting posting) =>
        CommitAsync(ledger.PostAsync(posting), posting.Spender, posting, static (posting, result) => WalletRules.Answer(posting, result, walletPays: true));

    private Task<PostingResult> CommitAsync(Task<PostingResult> operation, long? spender) =>
        CommitAsync(operation, spender, operation, static (_, result) => result);

    /// <summary>
    /// Waits for an operation, and makes an answer of what the ledger answered. Only a spending rests on the claim, which was sent before it.
    /// </summary>
    private async Task<TAnswer> CommitAsync<TSent, TAnswer>(
        Task<PostingResult> operation, long? spender, TSent sent, Func<TSent, PostingResult, TAnswer> answer)
    {
        PostingResult result;
        try
        {
            if (spender is not null && _claim is { } claim)
                await claim;
            result = await operation;
        }
        catch
        {
            // Whether it was done is unknown: the next activation reads the version that is really there.
            DeactivateOnIdle();
            throw;
        }

        if (result.Outcome != PostingOutcome.Stale)
            return answer(sent, result);

        DeactivateOnIdle();
        throw new InconsistentStateException(
            $"Wallet {Id} is spent from by another activation; the caller may repeat the command with the same key.",
            storedEtag: $"{result.Spender}", currentEtag: $"{spender}");
    }

    private WalletBalance BalanceOf(LedgerAccount account) => new(Id, account.Balance, account.Available);
}
