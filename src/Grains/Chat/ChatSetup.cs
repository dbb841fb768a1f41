using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Bookings;
using Nusaloka.Grains.Privacy;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Chat;

/// <summary>Registers what rooms need.</summary>
internal static class ChatSetup
{
    /// <summary>Options and services.</summary>
    public static IServiceCollection AddChat(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ChatOptions>().Bind(configuration.GetSection("CHAT")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RoomStore>();
        services.AddSingleton<RoomSearcher>();
        services.AddSingleton<MemberBlocks>();
        services.AddSingleton<MessageReports>();
        services.AddSingleton<ConversationQueries>();
        services.AddSingleton<OwnChatQueries>();
        services.AddSingleton<UnreadMembers>();
        services.AddSingleton<UnreadNotices>();
        services.AddSingleton<ChatNotices>();
        services.AddSingleton<PresenceStore>();
        services.AddSingleton<IPersonalDataEraser, ChatEraser>();
        services.AddEventHandler<AccessChanged, FormerOfficerHandler>(AccessChanged.RoleType);
        services.AddEventHandler<RoomSpoken, RoomSpokenHandler>(RoomSpoken.Type);
        foreach (var type in new[] { BookingChanged.ConfirmedType, BookingChanged.CompletedType, BookingChanged.CancelledType })
            services.AddEventHandler<BookingChanged, BookingRooms>(type);
        return services;
    }
}
