# The images of the product: `docker build --target silo .` and `docker build --target api .`.
# Both run as an ordinary user, on an image without a shell, and write nothing but to /tmp.

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
# Microsoft Orleans, for clusters beyond one machine; Embedded builds them with our own runtime.
ARG ACTOR_RUNTIME=Orleans
# What /version answers.
ARG COMMIT=
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 NUGET_PACKAGES=/packages
WORKDIR /source
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src ./src
RUN --mount=type=cache,target=/packages \
    dotnet publish src/Silo -c Release -p:ActorRuntime=${ACTOR_RUNTIME} -p:SourceRevisionId=${COMMIT} -p:UseAppHost=false -o /publish/silo
RUN --mount=type=cache,target=/packages \
    dotnet publish src/Api -c Release -p:ActorRuntime=${ACTOR_RUNTIME} -p:SourceRevisionId=${COMMIT} -p:UseAppHost=false -o /publish/api

FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled AS process
WORKDIR /app
ENV ASPNETCORE_URLS=http://0.0.0.0:8080 \
    ASPNETCORE_ENVIRONMENT=Production \
    DOTNET_EnableDiagnostics=0
USER $APP_UID
STOPSIGNAL SIGTERM
EXPOSE 8080

FROM process AS silo
COPY --from=build /publish/silo ./
# One port for silos and for clients, and Orleans' port for clients.
EXPOSE 11111 30000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --start-interval=1s --retries=3 CMD ["dotnet", "Nusaloka.Silo.dll", "healthcheck"]
ENTRYPOINT ["dotnet", "Nusaloka.Silo.dll"]

FROM process AS api
COPY --from=build /publish/api ./
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --start-interval=1s --retries=3 CMD ["dotnet", "Nusaloka.Api.dll", "healthcheck"]
ENTRYPOINT ["dotnet", "Nusaloka.Api.dll"]
