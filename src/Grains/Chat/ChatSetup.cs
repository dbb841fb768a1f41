using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Grains.Privacy;

namespace Nusaloka.Grains.Chat;

/// <summary>Registers what rooms need.</summary>
internal static class ChatSetup
{
    /// <summary>Options and services.</summary>
    public static IServiceCollection AddChat(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ChatOptions>().Bind(configuration.GetSection("CHAT")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RoomStore>();
        services.AddSingleton<MessageReports>();
        services.AddSingleton<ConversationQueries>();
        services.AddSingleton<PresenceStore>();
        services.AddSingleton<IPersonalDataEraser, ChatEraser>();
        return services;
    }
}
