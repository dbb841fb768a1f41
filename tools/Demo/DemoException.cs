namespace Nusaloka.Demo;

/// <summary>Seeding cannot go on; the message says why.</summary>
internal sealed class DemoException(string message) : Exception(message);
