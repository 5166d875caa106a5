using System.Globalization;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Persistence;

namespace BotOps.Core.Releases;

/// <summary>Roll back… on a card: to the build that the button named, after it has asked whether that is meant.</summary>
public sealed class PressRollback(BotOpsDb db, RequestRollback rollback)
{
    /// <param name="build">Number of the build that the button was drawn for.</param>
    public async Task<Reply?> Handle(long id, string? build, string? reason, Guid person, Place pressedIn, CancellationToken stopping)
    {
        if (!long.TryParse(build, NumberStyles.None, CultureInfo.InvariantCulture, out var target)) throw new UserError(Texts.UnknownButton);
        var of = await db.Read(id, stopping);
        return await rollback.Handle(
            new RollbackInput(of.Project.Name, $"build:{target}", of.Environment.Name, new PlanOptions(), reason, TakeOver: of.Release.State.HoldsClaim()), person, pressedIn, stopping);
    }
}
