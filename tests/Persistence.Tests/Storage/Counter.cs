namespace Nusaloka.Persistence.Tests.Storage;

internal sealed record Counter(long Count, string Note = "");
