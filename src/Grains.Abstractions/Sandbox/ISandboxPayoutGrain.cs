namespace Nusaloka.Sandbox;

/// <summary>A payout at the sandbox gateway. Key: the id that it was asked with, a UUID.</summary>
[Alias("nusaloka.ISandboxPayoutGrain")]
public interface ISandboxPayoutGrain : IGrainWithStringKey
{
    /// <summary>Takes the payout on. The same again answers the same; other contents <see cref="SandboxErrors.IdTaken"/>.</summary>
    [Alias("Create")]
    Task<Result<SandboxPayoutCreated>> CreateAsync(CreateSandboxPayout command, CancellationToken cancellationToken = default);

    /// <summary>What the payout is; <see cref="SandboxErrors.NotFound"/>.</summary>
    [Alias("Get")]
    Task<Result<SandboxPayout>> GetAsync(CancellationToken cancellationToken = default);
}
