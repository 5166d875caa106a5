using BotOps.Core.Cloud;

namespace BotOps.Adapters.Cloud.Alibaba;

/// <summary>Keeps a key as long as it lasts and asks for the next one ahead of its end; while none is given, the old one serves until then.</summary>
sealed class HeldKey(IKeySource source, TimeProvider clock) : IKeySource, IDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    readonly SemaphoreSlim turn = new(1);
    AcsKey? held;
    DateTimeOffset asked = DateTimeOffset.MinValue;

    public async Task<AcsKey> Get(CancellationToken stopping)
    {
        if (Fresh is { } fresh) return fresh;
        await turn.WaitAsync(stopping);
        try
        {
            return Fresh ?? (held = await Next(stopping));
        }
        finally
        {
            turn.Release();
        }
    }

    AcsKey? Fresh => held is { } key && Lasts(key) && (key.Renew is not { } renew || clock.GetUtcNow() < renew || clock.GetUtcNow() < asked + Pause) ? key : null;

    async Task<AcsKey> Next(CancellationToken stopping)
    {
        asked = clock.GetUtcNow();
        try
        {
            return await source.Get(stopping);
        }
        catch (Exception error) when (error is CloudUnreachable or CloudRefused && held is { } key && Lasts(key))
        {
            return key;
        }
    }

    bool Lasts(AcsKey key) => key.Ends is not { } ends || clock.GetUtcNow() < ends;

    public void Dispose() => turn.Dispose();
}
