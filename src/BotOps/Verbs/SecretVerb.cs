using System.CommandLine;
using BotOps.Core;
using BotOps.Core.Secrets;

namespace BotOps.Verbs;

/// <summary>Keeps, lists and removes the secrets that the catalog refers to as <c>secret:name</c>.</summary>
static class SecretVerb
{
    public static Command Create()
    {
        var named = new Argument<string>("NAME") { Description = Texts.Usage.SecretName };
        var set = new Command("set", Texts.Usage.SecretSet) { named };
        set.SetAction(async (parsed, stopping) =>
        {
            var name = parsed.GetRequiredValue(named);
            var value = await SecretInput.Read(name, stopping);
            return await With<SetSecret>(async (use, by) =>
            {
                var secret = await use.Handle(name, value, by, stopping);
                Console.WriteLine(Texts.StoredSecrets.WasSet(secret.Name, secret.Version));
            });
        });

        var list = new Command("list", Texts.Usage.SecretList);
        list.SetAction((_, stopping) => With<ListSecrets>(async (use, _) => Write(await use.Handle(stopping))));

        var remove = new Command("rm", Texts.Usage.SecretRemove) { named };
        remove.SetAction((parsed, stopping) => With<RemoveSecret>(async (use, by) =>
        {
            await use.Handle(parsed.GetRequiredValue(named), by, stopping);
            Console.WriteLine(Texts.StoredSecrets.WasRemoved(parsed.GetRequiredValue(named)));
        }));

        var rotate = new Command("rotate", Texts.Usage.SecretRotate);
        rotate.SetAction((_, stopping) => Catalog.Run(async services =>
            Write(await services.GetRequiredService<RotateSecrets>().Handle(Nobody, stopping), services.GetRequiredService<SecretKeys>())));

        return new Command("secret", Texts.Usage.Secret) { set, list, remove, rotate };
    }

    /// <summary>Whoever may run BotOps' executable on its machine.</summary>
    static Guid? Nobody => null;

    static Task<int> With<T>(Func<T, Guid?, Task> work) where T : notnull => Catalog.Run(services => work(services.GetRequiredService<T>(), Nobody));

    static void Write(IReadOnlyList<SecretLine> secrets)
    {
        if (secrets.Count == 0) Console.WriteLine(Texts.StoredSecrets.NoneKept);
        var width = secrets.Select(s => s.Name.Length).DefaultIfEmpty().Max();
        foreach (var secret in secrets) Console.WriteLine($"{secret.Name.PadRight(width)}  {Texts.StoredSecrets.Kept(secret)}");
    }

    static void Write(Rotation rotation, SecretKeys keys)
    {
        Console.WriteLine(Texts.StoredSecrets.Rotated(rotation.Secrets, rotation.Key.Id));
        if (keys.Configured) return;
        Console.WriteLine(Texts.StoredSecrets.ShareKey(keys.PathOf(rotation.Key.Id)));
        foreach (var id in rotation.Unused) Console.WriteLine(Texts.StoredSecrets.KeyUnused(keys.PathOf(id)));
    }
}
