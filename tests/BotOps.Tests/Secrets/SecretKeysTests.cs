using BotOps.Core;
using BotOps.Core.Secrets;

namespace BotOps.Tests.Secrets;

public sealed class SecretKeysTests : IDisposable
{
    readonly string parent = Directory.CreateTempSubdirectory("botops-keys-").FullName;

    string Folder => Path.Combine(parent, "secret-keys");
    SecretKeys Keys => new(new SecretKeyOptions(Folder, []));

    public void Dispose() => Directory.Delete(parent, recursive: true);

    [SkippableFact]
    public void The_first_key_is_made_for_its_owner_alone_and_is_found_again_by_every_process()
    {
        Skip.If(OperatingSystem.IsWindows());
        var key = Keys.Newest();

        Assert.Equal("700", Mode(Folder));
        Assert.Equal("600", Mode(Keys.PathOf(key.Id)));
        Assert.Equal(key.Bytes, Keys.Newest().Bytes);
        Assert.Equal([Keys.PathOf(key.Id)], Directory.GetFiles(Folder));
        Assert.Empty(Keys.OpenToAll());
        File.SetUnixFileMode(Keys.PathOf(key.Id), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Equal([Keys.PathOf(key.Id)], Keys.OpenToAll());
    }

    [Fact]
    public void A_new_key_comes_after_every_other_and_the_old_one_stays()
    {
        var (first, second) = (Keys.Newest(), Keys.Make());

        Assert.Equal((second.Id, true), (Keys.Newest().Id, string.CompareOrdinal(first.Id, second.Id) < 0));
        Assert.Equal(first.Bytes, Keys.Find(first.Id).Bytes);
    }

    [Fact]
    public void A_key_that_is_missing_is_named_by_its_file()
    {
        Assert.Contains(Path.Combine(Folder, "0001-abcdef01.key"), Assert.Throws<UserError>(() => Keys.Find("0001-abcdef01")).Message, StringComparison.Ordinal);

        var key = Keys.Newest();
        File.WriteAllText(Keys.PathOf(key.Id), "cut o");
        Assert.Equal(Core.Texts.StoredSecrets.NoKeyInFile(Keys.PathOf(key.Id)), Assert.Throws<UserError>(() => Keys.Find(key.Id)).Message);
    }

    [Fact]
    public void Keys_of_the_configuration_come_first_and_a_wrong_one_is_not_repeated()
    {
        var old = Keys.Newest();
        var configured = new SecretKeys(new SecretKeyOptions(Folder, SecretKeyOptions.Parse($"b:{Convert.ToBase64String(new byte[32])} a:{Convert.ToBase64String(old.Bytes)}")));

        Assert.Equal(("b", "a", old.Id), (configured.Newest().Id, configured.Find("a").Id, configured.Find(old.Id).Id));
        Assert.DoesNotContain("cGFzc3dvcmQ", Assert.Throws<UserError>(() => SecretKeyOptions.Parse("a:cGFzc3dvcmQ=")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("other", 2, 0)]
    [InlineData("db", 1, 0)]
    [InlineData("db", 2, 1)]
    public void A_row_takes_neither_anothers_value_nor_an_older_one_of_its_own_nor_a_changed_one(string name, int version, int flipped)
    {
        var key = Keys.Newest();
        var encrypted = SecretCipher.Encrypt(key, "db", 2, "p@ss\nword 密");
        Assert.Equal("p@ss\nword 密", SecretCipher.Decrypt(key, Row("db", 2, encrypted)));

        encrypted[^1] ^= (byte)flipped;
        var error = Assert.Throws<UserError>(() => SecretCipher.Decrypt(key, Row(name, version, encrypted)));

        Assert.Equal(Core.Texts.StoredSecrets.Damaged(name, key.Id), error.Message);
        Assert.Throws<UserError>(() => SecretCipher.Decrypt(Keys.Make(), Row("db", 2, encrypted)));
    }

    static StoredSecret Row(string name, int version, byte[] encrypted) => new() { Name = name, Version = version, Encrypted = encrypted, KeyId = "" };

    static string Mode(string path) => Convert.ToString((int)File.GetUnixFileMode(path), 8);
}
