using BotOps.Core.Access;
using Microsoft.Extensions.Time.Testing;

namespace BotOps.Tests.Access;

public class DirectoriesTests
{
    static readonly AccountName Anna = new("chat", "t", "1");
    readonly FakeTimeProvider clock = new();
    readonly OneDirectory directory = new();

    [Fact]
    public async Task A_member_is_asked_for_once_in_ten_minutes_and_a_guest_soon_again()
    {
        var all = new Directories([directory], clock);
        Assert.False(await all.IsOut(Anna, default));
        directory.Entry = OneDirectory.Guest;
        clock.Advance(TimeSpan.FromMinutes(9));
        Assert.False(await all.IsOut(Anna, default));

        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await all.IsOut(Anna, default));
        directory.Entry = OneDirectory.Member;
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.False(await all.IsOut(Anna, default));
        Assert.Equal(3, directory.Asked);
    }

    [Fact]
    public async Task While_the_platform_is_away_who_is_known_stays_and_who_is_not_cannot_be_told()
    {
        var all = new Directories([directory], clock);
        directory.Away = true;

        Assert.False(await all.IsOut(Anna, default));
        Assert.Equal("away", (await Assert.ThrowsAsync<DirectoryAway>(() => all.Find(Anna, default))).Message);
        Assert.Equal(1, directory.Asked); // nobody waits for it a second time

        directory.Away = false;
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.NotNull(await all.Find(Anna, default));
    }

    [Fact]
    public async Task A_platform_that_does_not_answer_keeps_nobody_waiting()
    {
        var all = new Directories([directory], clock);
        directory.Hangs = true;

        var asked = all.IsOut(Anna, default);
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.False(await asked);
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_nobody_is_out()
    {
        Assert.False(await new Directories([directory], clock).IsOut(Anna with { Tenant = "other" }, default));
        Assert.Equal(0, directory.Asked);
    }

    [Theory]
    [InlineData("anna.lee", "anna.lee")]
    [InlineData("Anna Lee", "anna-lee")]
    [InlineData("_anna", "anna")]
    [InlineData("李梅", "u345")]
    [InlineData("李mei", "mei")]
    [InlineData("a/b@c", "a-b-c")]
    public void A_handle_is_made_of_what_the_account_is_called(string name, string handle) => Assert.Equal(handle, AddPerson.HandleOf(name, "U345"));

    sealed class OneDirectory : IDirectory
    {
        public static readonly DirectoryEntry Member = new("anna", "Anna", null, null, IsMember: true), Guest = Member with { IsMember = false };

        public string Platform => "chat";
        public IReadOnlyList<string> Tenants => ["t"];
        public DirectoryEntry Entry { get; set; } = Member;
        public bool Away { get; set; }
        public bool Hangs { get; set; }
        public int Asked { get; private set; }

        public async Task<DirectoryEntry?> Find(AccountName account, CancellationToken stopping)
        {
            Asked++;
            if (Hangs) await Task.Delay(Timeout.Infinite, stopping);
            return Away ? throw new DirectoryAway("away") : Entry;
        }

        public Task<IReadOnlyList<string>> Members(AccountName group, CancellationToken stopping) => throw new NotSupportedException();
    }
}
