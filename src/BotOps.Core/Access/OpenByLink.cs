using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Access;

/// <summary>Signs in who comes by a link of their own (<see cref="PageLinks"/>), and notes it.</summary>
public sealed class OpenByLink(BotOpsDb db, PageLinks links, TimeProvider clock)
{
    /// <exception cref="UserError">The link is no good, or the person may not act any more.</exception>
    public async Task<Person> Handle(string token, string path, CancellationToken stopping)
    {
        var id = links.Check(token, path);
        var person = await db.Persons.SingleOrDefaultAsync(p => p.Id == id && !p.Disabled, stopping) ?? throw new UserError(Texts.PageLinkOfNobody, tryInstead: PageLinks.LoginTo(path));
        db.Audit.Add(new AuditEntry { At = clock.GetUtcNow(), PersonId = person.Id, Action = "sign-in", Subject = $"person/{person.Handle}", After = path });
        await db.SaveChangesAsync(stopping);
        return person;
    }
}
