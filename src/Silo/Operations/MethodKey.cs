namespace Nusaloka.Silo.Operations;

/// <summary>A method of a grain kind.</summary>
internal readonly record struct MethodKey(string Kind, string Method);
