namespace Nusaloka.Operations;

/// <summary>A silo as the view of a process has it.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Address">Its address, with the generation.</param>
/// <param name="State">How it is.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.MemberReport")]
public sealed record MemberReport(
    [property: Id(0)] string Name,
    [property: Id(1)] string Address,
    [property: Id(2)] ProcessState State);
