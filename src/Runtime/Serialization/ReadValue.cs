namespace Nusaloka.Runtime.Serialization;

/// <summary>Reads a value that is not null.</summary>
internal delegate T ReadValue<out T>(ref WireReader reader);
