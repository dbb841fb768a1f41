namespace Nusaloka.Bench.Measuring;

/// <summary>The product answered wrongly while it was measured: its speed means nothing.</summary>
internal sealed class InvariantBrokenException(string message) : Exception(message);
