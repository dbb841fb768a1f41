using Nusaloka.Grains.Payments;
using Nusaloka.Persistence.Ledger;
using Nusaloka.Wallets;
using Orleans.Storage;

namespace Nusaloka.Grains.Wallets;

/// <summary>
/// One wallet. Its durable state is its ledger account; what it keeps in memory is the account's spend version, which fences
/// off any other activation: only the one that knows the newest version can spend. Credits by others do not change it.
/// </summary>
internal sealed class WalletGrain(ILedger ledger, IPaymentGateway gateway) : Grain, IWalletGrain
{
    /// <summary>Null while the wallet is not open.</summary>
    private long? _spendVersion;

    private string Id => this.GetPrimaryKeyString();

    private string Code => LedgerAccountCode.Wallet(Id);

    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _spendVersion = await ledger.FindAccountAsync(Code, cancellationToken) is { IsClosed: false } account ? account.SpendVersion : null;

    public async Task<Result<WalletBalance>> OpenAsync(CancellationToken cancellationToken)
    {
        var account = await ledger.OpenWalletAsync(Code, Currency.Idr, cancellationToken);
        if (account.IsClosed)
            return WalletErrors.NotFound;

        _spendVersion = account.SpendVersion;
        return new WalletBalance(Id, account.Balance);
    }

    public async Task<Result<WalletBalance>> GetBalanceAsync(CancellationToken cancellationToken)
    {
        // Others credit the wallet without asking it, so the ledger is read each time.
        var account = await ledger.FindAccountAsync(Code, cancellationToken);
        return account is { IsClosed: false } ? new WalletBalance(Id, account.Balance) : WalletErrors.NotFound;
    }

    public async Task<Result<Movement>> TopUpAsync(TopUp command, CancellationToken cancellationToken)
    {
        if (WalletRules.Check(command.Amount, command.Operation) is { } wrong)
            return wrong;
        if (_spendVersion is null)
            return WalletErrors.NotFound;

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
        if (_spendVersion is not { } version)
            return WalletErrors.NotFound;

        return await SpendAsync(WalletRules.Spend(
            Id, TransactionKind.Debit, LedgerAccountCode.CashOut, command.Amount, description: "", command.Operation, version));
    }

    public async Task<Result<Movement>> TransferAsync(Transfer command, CancellationToken cancellationToken)
    {
        if (WalletRules.Check(Id, command) is { } wrong)
            return wrong;
        if (_spendVersion is not { } version)
            return WalletErrors.NotFound;

        return await SpendAsync(WalletRules.Spend(
            Id, TransactionKind.Transfer, LedgerAccountCode.Wallet(command.ReceiverId), command.Amount, command.Description,
            command.Operation, version));
    }

    public async Task<Result> CloseAsync(CancellationToken cancellationToken)
    {
        var account = await ledger.FindAccountAsync(Code, cancellationToken);
        if (account is null)
            return WalletErrors.NotFound;
        if (!await ledger.CloseAccountAsync(Code, cancellationToken))
            return WalletErrors.NotEmpty;

        _spendVersion = null;
        return Result.Success;
    }

    private async Task<Result<Movement>> ReceiveAsync(LedgerPosting posting) =>
        WalletRules.Answer(posting, await PostAsync(posting), walletPays: false);

    private async Task<Result<Movement>> SpendAsync(LedgerPosting posting)
    {
        var result = await PostAsync(posting);
        if (result.Outcome == PostingOutcome.Stale)
        {
            DeactivateOnIdle();
            throw new InconsistentStateException(
                $"Wallet {Id} was spent from by another activation; the caller may repeat the command with the same key.",
                storedEtag: $"{result.SpendVersion}", currentEtag: $"{posting.SpendVersion}");
        }

        if (result.Outcome is not PostingOutcome.DebitMissing)
            _spendVersion = result.SpendVersion;
        return WalletRules.Answer(posting, result, walletPays: true);
    }

    private async Task<PostingResult> PostAsync(LedgerPosting posting)
    {
        try
        {
            return await ledger.PostAsync(posting);
        }
        catch
        {
            // Whether it was done is unknown: the next activation reads the version that is really there.
            DeactivateOnIdle();
            throw;
        }
    }
}
