using Nusaloka.Grains.Sandbox;

namespace Nusaloka.Grains.Payments;

/// <summary>
/// The built-in gateway for trying things out, with play money. Its instant method answers at once and always the same for
/// one id: it declines amounts that end in 402 (after HTTP's Payment Required) and approves all others. Open where the sandbox gateway is.
/// </summary>
internal sealed class InstantSandboxGateway(SandboxSettings settings) : IInstantGateway
{
    private const long DeclinedRemainder = 402;

    public string Name => "sandbox";

    public bool IsOpen => settings.IsEnabled;

    public Task<Charge> ChargeAsync(Guid id, Money amount, CancellationToken cancellationToken) =>
        Task.FromResult(new Charge(amount.Units % 1000 != DeclinedRemainder, ReferenceOf(id)));

    public bool IsCharge(Guid id, string? reference) => reference == ReferenceOf(id);

    private static string ReferenceOf(Guid id) => $"sandbox-{id}";
}
