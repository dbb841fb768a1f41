namespace Nusaloka.Runtime.Tests.Messaging;

/// <summary>A base interface, to be inherited.</summary>
public interface IEchoer : IGrainWithStringKey
{
    Task<string> EchoAsync(string text);
}
