using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Tests.Accounts;
using Nusaloka.Grains.Codes;
using Nusaloka.Codes;

namespace Nusaloka.Grains.Tests.Codes;

public sealed class CodeSecretsTests
{
    private readonly CodeSecrets _secrets = Secrets(1);

    [Fact]
    public void NewCode_Many_AreSixDigitsOverTheWholeRange()
    {
        var codes = Enumerable.Range(0, 20_000).Select(static _ => CodeSecrets.NewCode()).ToArray();

        Assert.All(codes, static code => Assert.True(code.Length == CodeSecrets.Digits && code.All(char.IsAsciiDigit), code));
        // Each of the 10 digits stands at each of the 6 places in a tenth of them, give or take what chance does once in ten billion runs.
        foreach (var place in Enumerable.Range(0, CodeSecrets.Digits))
            Assert.All(codes.CountBy(code => code[place]), static count => Assert.InRange(count.Value, 1_720, 2_280));
        // Chance repeats about 200 of 20,000.
        Assert.True(codes.Distinct().Count() > 19_500);
    }

    [Fact]
    public void Hash_OfTheSameCodeElsewhere_IsAnother()
    {
        string[] hashes =
        [
            _secrets.Hash(CodePurpose.SignIn, "email:a@b.id", "flow", "123456"),
            _secrets.Hash(CodePurpose.ResetPassword, "email:a@b.id", "flow", "123456"),
            _secrets.Hash(CodePurpose.SignIn, "email:c@b.id", "flow", "123456"),
            _secrets.Hash(CodePurpose.SignIn, "email:a@b.id", "other", "123456"),
            _secrets.Hash(CodePurpose.SignIn, "email:a@b.id", "flow", "123457"),
            Secrets(2).Hash(CodePurpose.SignIn, "email:a@b.id", "flow", "123456"),
        ];

        Assert.Equal(hashes.Length, hashes.Distinct().Count());
        Assert.Equal(hashes[0], Secrets(1).Hash(CodePurpose.SignIn, "email:a@b.id", "flow", "123456"));
    }

    [Fact]
    public void RevertToken_IsReadBackAndForgedByNobody()
    {
        var account = "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e";
        var token = _secrets.RevertToken(account, 7);

        Assert.Equal(48, token.Length);
        Assert.Equal((account, 7L), _secrets.ReadRevertToken(token));
        Assert.Null(Secrets(2).ReadRevertToken(token));
        Assert.Null(_secrets.ReadRevertToken((token[0] == 'A' ? 'B' : 'A') + token[1..]));
        Assert.Null(_secrets.ReadRevertToken(token[..^4]));
        Assert.Null(_secrets.ReadRevertToken("no token"));
    }

    [Fact]
    public void Seal_ACode_OpensUnderItsFlowAlone()
    {
        var sealedCode = _secrets.Seal("flow", "012345");

        Assert.Equal("012345", _secrets.Open("flow", sealedCode));
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => _secrets.Open("other", sealedCode));
    }

    [Fact]
    public void NewFlowId_Has128Bits() => Assert.Equal(22, CodeSecrets.NewFlowId().Length);

    private static CodeSecrets Secrets(byte masterKey)
    {
        var options = Keys.Options(masterKey);
        return new CodeSecrets(options, new KeyWrap(options));
    }
}
