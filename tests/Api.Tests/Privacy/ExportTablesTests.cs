using System.Text.Json;
using Nusaloka.Api.Privacy;

namespace Nusaloka.Api.Tests.Privacy;

[Collection(ApiCollection.Name)]
public sealed class ExportTablesTests(ApiServer api)
{
    private const string Tables = "select table_name::text from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'";

    [Fact]
    public async Task Export_OfEachColumnThatMayNameAPerson_HasTheRowsOrThereIsAReason()
    {
        var columns = await api.Database.ColumnAsync<string>(
            $"""
            select c.table_name || '.' || c.column_name from information_schema.columns c
            where c.table_schema = 'public' and c.table_name in ({Tables}) and c.table_name <> 'spatial_ref_sys'
              and c.column_name ~ '(_id|_by|_key)$|^(by|caller|code|key|owner|recipient|spender|person|author|guide|member|traveller)$'
              and c.column_name::text <> all ($1)
            """,
            [ExportTables.OtherThings]);

        Assert.Equal(ExportTables.Sections.Keys.Concat(ExportTables.Reasons.Keys).Order(StringComparer.Ordinal), columns.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Export_OfEachTable_IsSaidWhatItHas()
    {
        var tables = await api.Database.ColumnAsync<string>(Tables);

        var named = ExportTables.Sections.Keys.Concat(ExportTables.Reasons.Keys).Select(static column => column[..column.IndexOf('.', StringComparison.Ordinal)]);
        Assert.Equal(named.Concat(ExportTables.Others.Keys).Distinct().Order(StringComparer.Ordinal), tables.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Export_EachSectionThatATableIsIn_IsAMember()
    {
        var members = typeof(ExportResponse).GetProperties().Select(static member => JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Name));

        Assert.Empty(ExportTables.Sections.Values.Except(members, StringComparer.Ordinal));
    }
}
