using System.Security.Cryptography;
using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Jobs;
using BotOps.Core.Secrets;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotOps.Tests.Access;

public class PageLinksTests
{
    const string Page = "/releases/42?log=7";

    readonly Later clock = new();
    readonly Guid anna = Guid.NewGuid();
    readonly SecretKey key = Key("0001-9f3a12cd");

    [Fact]
    public void A_link_is_its_persons_at_its_path_for_a_day()
    {
        var (to, token) = Read(Links(key).To(Page, anna)!);

        Assert.Equal(Page, to);
        clock.Now += TimeSpan.FromHours(23);
        Assert.Equal(anna, Links(key).Check(token, Page));
        Assert.Equal(anna, Links(Key("0002-00000000"), key).Check(token, Page)); // the keys were rotated
        clock.Now += TimeSpan.FromHours(2);
        Assert.Equal("/botops login 42", Refused(token, Page, key).TryInstead);
    }

    [Fact]
    public void Whatever_is_changed_in_it_makes_it_no_good()
    {
        var (_, token) = Read(Links(key).To(Page, anna)!);

        Assert.All(Enumerable.Range(0, token.Length), at => Refused($"{token[..at]}{(token[at] == 'A' ? 'Q' : 'A')}{token[(at + 1)..]}", Page, key));
        Refused("", Page, key);
        Refused(token, "/releases/43", key);
        Refused(token, "/", key);
    }

    [Fact]
    public void Nobody_puts_another_person_or_a_later_end_into_it()
    {
        var (mine, admins) = (Read(Links(key).To(Page, anna)!).Token.Split('.'), Read(Links(key).To("/", Guid.NewGuid())!).Token.Split('.'));

        Refused(string.Join('.', mine[0], admins[1], mine[2], mine[3]), Page, key);
        Refused(string.Join('.', mine[0], mine[1], long.Parse(mine[2], null) + 60, mine[3]), Page, key);
        Refused(string.Join('.', mine), Page, key with { Bytes = RandomNumberGenerator.GetBytes(SecretKey.Length) });
        Assert.Contains("BotOps:SecretKeys", Refused(string.Join('.', mine), Page, Key("0002-00000000")).Message, StringComparison.Ordinal);
        Assert.Contains("BotOps:SecretKeys", Refused($"{mine[0]}.{mine[1]}.{mine[2]}.../../x", Page).Message, StringComparison.Ordinal); // a key's name is no path
    }

    [Fact]
    public void Without_a_key_or_an_address_there_is_none()
    {
        Assert.Null(Links().To(Page, anna));
        Assert.Null(new PageLinks(Keys(key), new WorkerOptions { DataFolder = "" }, clock, NullLogger<PageLinks>.Instance).To(Page, anna));
    }

    [Theory]
    [InlineData("/releases/42", true)]
    [InlineData("/", true)]
    [InlineData("//elsewhere.example.org", false)]
    [InlineData("/\\elsewhere.example.org", false)]
    [InlineData("https://elsewhere.example.org/", false)]
    [InlineData("/a\nb", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_a_page_of_its_own_is_local(string? path, bool local) => Assert.Equal(local ? path : null, LocalPath.Of(path));

    UserError Refused(string token, string path, params SecretKey[] keys) => Assert.Throws<UserError>(() => Links(keys).Check(token, path));

    PageLinks Links(params SecretKey[] keys) =>
        new(Keys(keys), new WorkerOptions { DataFolder = "", PublicUrl = "https://botops.example.org" }, clock, NullLogger<PageLinks>.Instance);

    static SecretKeys Keys(params SecretKey[] keys) => new(new SecretKeyOptions(Path.Combine(Path.GetTempPath(), $"none-{Guid.NewGuid():N}"), keys));

    static SecretKey Key(string id) => new(id, RandomNumberGenerator.GetBytes(SecretKey.Length));

    static (string To, string Token) Read(string link)
    {
        var fields = new Uri(link).Query.TrimStart('?').Split('&').Select(f => f.Split('=', 2)).ToDictionary(f => f[0], f => Uri.UnescapeDataString(f[1]));
        Assert.StartsWith("https://botops.example.org/open?", link, StringComparison.Ordinal);
        return (fields["to"], fields["token"]);
    }

    sealed class Later : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
