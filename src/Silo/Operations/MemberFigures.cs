namespace Nusaloka.Silo.Operations;

/// <summary>A silo as the view of a process has it.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Address">Its address, with the generation.</param>
/// <param name="State">How it is.</param>
public sealed record MemberFigures(string Name, string Address, ProcessState State);
