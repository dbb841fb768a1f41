namespace Nusaloka.Grains.Payments.Gateways.Http;

/// <summary>Questions about what a command has led to.</summary>
internal static class GatewayQuestions
{
    /// <summary>Asks after a command that the gateway has got. When there is no answer, what the command did is not known: never that nothing was done.</summary>
    /// <exception cref="GatewayUnknownException">The question was not answered.</exception>
    public static async Task<T> AfterCommandAsync<T>(string gateway, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (GatewayUnavailableException exception)
        {
            throw new GatewayUnknownException(gateway, "what a command has led to could not be asked", exception);
        }
    }
}
