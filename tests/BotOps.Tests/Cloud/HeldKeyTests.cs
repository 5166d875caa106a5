using BotOps.Adapters.Cloud.Alibaba;
using BotOps.Core.Cloud;
using Microsoft.Extensions.Time.Testing;

namespace BotOps.Tests.Cloud;

public class HeldKeyTests
{
    [Fact]
    public async Task While_no_new_key_is_given_the_old_one_serves_to_its_end_and_is_not_asked_for_at_each_call()
    {
        var clock = new FakeTimeProvider();
        var source = new Source(new AcsKey("STS.1", "s", "t", clock.GetUtcNow().AddHours(6), clock.GetUtcNow().AddHours(5)));
        using var held = new HeldKey(source, clock);

        await held.Get(default);
        source.Key = null;
        clock.Advance(TimeSpan.FromHours(5.5));
        for (var call = 0; call < 10; call++) Assert.Equal("STS.1", (await held.Get(default)).Id);
        Assert.Equal(2, source.Asked);

        clock.Advance(TimeSpan.FromHours(1));
        await Assert.ThrowsAsync<CloudUnreachable>(() => held.Get(default));
        source.Key = new AcsKey("STS.2", "s", "t", clock.GetUtcNow().AddHours(6), clock.GetUtcNow().AddHours(5));
        Assert.Equal("STS.2", (await held.Get(default)).Id);
    }

    sealed class Source(AcsKey key) : IKeySource
    {
        public AcsKey? Key { get; set; } = key;
        public int Asked { get; private set; }

        public Task<AcsKey> Get(CancellationToken stopping)
        {
            Asked++;
            return Task.FromResult(Key ?? throw new CloudUnreachable("prod", "metadata", "no answer"));
        }
    }
}
