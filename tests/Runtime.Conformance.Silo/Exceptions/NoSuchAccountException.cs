namespace Nusaloka.Runtime.Conformance.Silo.Exceptions;

/// <summary>An exception of the application's own.</summary>
[GenerateSerializer]
public sealed class NoSuchAccountException(string message) : Exception(message)
{
}
