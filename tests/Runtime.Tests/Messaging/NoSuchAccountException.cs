namespace Nusaloka.Runtime.Tests.Messaging;

/// <summary>An exception of the application's own.</summary>
[GenerateSerializer]
public sealed class NoSuchAccountException(string message) : Exception(message)
{
}
