using Nusaloka.Grains.Profiles;

namespace Nusaloka.Grains.Tests.Profiles;

public sealed class NameMatchTests
{
    [Theory]
    [InlineData("Siti", "SITI RAHAYU", true)]
    [InlineData("siti rahayu", "SITI RAHAYU", true)]
    [InlineData("Rahayu, Siti", "SITI RAHAYU", true)]
    [InlineData("S. Rahayu", "SITI RAHAYU", true)]
    [InlineData("M. Budi S.", "MUHAMMAD BUDI SANTOSO", true)]
    [InlineData("Sukarno", "SUKARNO", true)]
    [InlineData("Bank BCA", "SITI RAHAYU", false)]
    [InlineData("Siti Bank", "SITI RAHAYU", false)]
    [InlineData("Siti Siti", "SITI RAHAYU", false)]
    [InlineData("B. C. A.", "BUDI CAHYA ANANDA", false)]
    [InlineData("Sit", "SITI RAHAYU", false)]
    [InlineData("", "SITI RAHAYU", false)]
    [InlineData("Sіti", "SITI RAHAYU", false)]
    public void Fits_NameAndDocument_OnlyWhatIsInIt(string name, string legalName, bool fits) =>
        Assert.Equal(fits, NameMatch.Fits(name, legalName));
}
