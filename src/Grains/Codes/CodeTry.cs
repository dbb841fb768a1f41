namespace Nusaloka.Grains.Codes;

/// <summary>What becomes of a try.</summary>
/// <param name="IsGood">Whether the code is right.</param>
/// <param name="IsWrong">Whether it is wrong, for a code that there is: such a try counts.</param>
/// <param name="Next">The next state; null when nothing changes.</param>
internal readonly record struct CodeTry(bool IsGood, bool IsWrong, CodeState? Next);
