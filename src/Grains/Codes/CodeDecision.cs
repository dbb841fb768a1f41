namespace Nusaloka.Grains.Codes;

/// <summary>What a wish for a code meets.</summary>
/// <param name="Wait">How long it must wait; zero: it need not.</param>
/// <param name="Again">The code on its way that is answered once more instead, without being sent; null for none.</param>
internal readonly record struct CodeDecision(TimeSpan Wait, CodeFlow? Again);
