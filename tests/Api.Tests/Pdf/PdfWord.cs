namespace Nusaloka.Api.Tests.Pdf;

/// <summary>A text on a page.</summary>
/// <param name="X">From the left, in points.</param>
/// <param name="Y">From below, in points.</param>
/// <param name="Text">What stands there.</param>
internal sealed record PdfWord(double X, double Y, string Text);
