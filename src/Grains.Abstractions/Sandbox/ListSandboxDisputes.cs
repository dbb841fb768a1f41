namespace Nusaloka.Sandbox;

/// <summary>Which disputes of the sandbox gateway are to be listed.</summary>
/// <param name="From">Opened then or later.</param>
/// <param name="Until">Opened before.</param>
/// <param name="AfterPayment">The payment of the last dispute of the page before; null for the first page.</param>
/// <param name="Limit">The most items, 1 to 100.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ListSandboxDisputes")]
public sealed record ListSandboxDisputes(
    [property: Id(0)] DateTimeOffset From,
    [property: Id(1)] DateTimeOffset Until,
    [property: Id(2)] string? AfterPayment,
    [property: Id(3)] int Limit);
