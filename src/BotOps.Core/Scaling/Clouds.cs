using BotOps.Core.Cloud;

namespace BotOps.Core.Scaling;

/// <summary>The accounts that are configured.</summary>
public sealed class Clouds(IEnumerable<ICloud> clouds)
{
    public IReadOnlyList<ICloud> All => [.. clouds];

    /// <exception cref="UserError">There is none of that name.</exception>
    public ICloud Named(string account) => clouds.FirstOrDefault(c => c.Account == account) ?? throw new UserError(Texts.Scaling.NoAccount(account), account);

    /// <summary>What the provider answers; its refusals are for the person who asked.</summary>
    /// <exception cref="UserError">It said no, or nothing.</exception>
    public static async Task<T> Ask<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception error) when (error is CloudRefused or CloudUnreachable)
        {
            throw new UserError(error.Message);
        }
    }
}
