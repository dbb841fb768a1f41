namespace Nusaloka.Api.Http;

/// <summary>A JSON body of whatever type, for filters that stand before many endpoints.</summary>
public interface IJsonBody
{
    /// <summary>What was read.</summary>
    object Content { get; }
}
