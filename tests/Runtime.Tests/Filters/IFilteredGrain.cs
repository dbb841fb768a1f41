namespace Nusaloka.Runtime.Tests.Filters;

/// <summary>Has a filter of its own.</summary>
public interface IFilteredGrain : IGrainWithStringKey
{
    Task<string> SayAsync(string text);

    Task<string> SayThroughAsync(string other, string text);

    Task FailAsync();
}
