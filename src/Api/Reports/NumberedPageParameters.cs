using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Nusaloka.Api.Http;
using Nusaloka.Reports;

namespace Nusaloka.Api.Reports;

/// <summary>Which page is wanted: <c>?page=</c> and <c>?per_page=</c>.</summary>
public sealed class NumberedPageParameters(NumberedPage page) : IEndpointParameterMetadataProvider
{
    /// <summary>The same for grains.</summary>
    public NumberedPage Page { get; } = page;

    /// <summary>Called by the framework.</summary>
    /// <exception cref="RequestRejectedException">A parameter is no number in its bounds.</exception>
    public static ValueTask<NumberedPageParameters> BindAsync(HttpContext context) =>
        ValueTask.FromResult(new NumberedPageParameters(new NumberedPage(
            Read(context.Request, "page", 1, NumberedPage.MaxNumber), Read(context.Request, "per_page", NumberedPage.DefaultSize, PageRequest.MaxLimit))));

    /// <summary>Called by the framework: describes the two parameters.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new DocumentedParameter("page", false, "Which page.", "1") { Integer = (1, NumberedPage.MaxNumber, 1) });
        builder.Metadata.Add(new DocumentedParameter("per_page", false, "The most reports to answer.", "50")
        {
            Integer = (1, PageRequest.MaxLimit, NumberedPage.DefaultSize),
        });
    }

    private static int Read(HttpRequest request, string name, int otherwise, int maximum)
    {
        var values = request.Query[name];
        if (values.Count == 0)
            return otherwise;
        return values.Count == 1 && int.TryParse(values[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= maximum
            ? number
            : throw RequestRejectedException.Invalid(name, "out_of_range", $"{name} must be a whole number from 1 to {maximum}.");
    }
}
