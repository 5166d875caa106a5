using BotOps.Core;
using BotOps.Core.Projects;
using BotOps.Core.Projects.Catalog;

namespace BotOps.Tests.Projects;

public class ManagedFilesTests
{
    const string Shop =
        """
        projects:
          - name: order-svc
            repository: { url: "https://git.example/order-svc.git" }
            environments:
              production:
                hosts: []
                build: { artifact: [out/**] }
                run:
                  files:
                    - path: config/app.yaml
                      content: |
                        port: {port}
                        name: 订单
                    - { path: config/motd, template: files/motd.txt, mode: "600" }
                  shared: [uploads, data/cache]
        """;

    static readonly Dictionary<string, byte[]> Beside = new()
    {
        ["files/motd.txt"] = FileText.Bytes("欢迎来到 {host}\r\n", FileText.Gb18030),
        ["files/key"] = "-----BEGIN RSA PRIVATE KEY-----\n"u8.ToArray(),
        ["files/picture"] = [0x89, 0x50, 0x4E, 0x47, 0x00],
        ["files/large"] = new byte[64 * 1024 + 1],
    };

    [Fact]
    public void Files_and_templates_are_read_with_what_they_are_encoded_in()
    {
        var run = Read(Shop).Run;

        Assert.Equal(
            [
                new ManagedFile("config/app.yaml", "port: {port}\nname: 订单\n"),
                new ManagedFile("config/motd", "欢迎来到 {host}\r\n") { Mode = "0600", Encoding = FileText.Gb18030 },
            ], run.Files);
        Assert.Equal(["uploads", "data/cache"], run.Shared);
    }

    [Theory]
    [InlineData("config/motd", "../motd", "shop.yaml:14: #files[1].path: '../motd' is not a path below the release's folder; write it like config/app.yaml")]
    [InlineData("config/motd", "/etc/motd", "shop.yaml:14: #files[1].path: '/etc/motd' is not a path below the release's folder; write it like config/app.yaml")]
    [InlineData("config/motd", "a//b", "shop.yaml:14: #files[1].path: 'a//b' is not a path below the release's folder; write it like config/app.yaml")]
    [InlineData("config/motd", ".botops-sha256", "shop.yaml:14: #files[1].path: '.botops-sha256' is not a path below the release's folder; write it like config/app.yaml")]
    [InlineData("config/motd", "config/app.yaml", "shop.yaml:14: #files[1].path: 'config/app.yaml' is named at shop.yaml:10 already")]
    [InlineData("config/motd", "uploads/motd", "shop.yaml:14: #files[1].path: 'uploads/motd' lies in 'uploads' of line 15")]
    [InlineData("data/cache", "config", "shop.yaml:10: #files[0].path: 'config/app.yaml' lies in 'config' of line 15", "shop.yaml:14: #files[1].path: 'config/motd' lies in 'config' of line 15")]
    [InlineData("uploads, data/cache", "data, data/cache", "shop.yaml:15: #shared[1]: 'data/cache' lies in 'data' of line 15")]
    [InlineData("\"600\"", "\"0200\"", "shop.yaml:14: #files[1].mode: '0200' is not a mode; write it like 0644 or 0600 (the owner has to be able to read the file)")]
    [InlineData("\"600\"", "4755", "shop.yaml:14: #files[1].mode: '4755' is not a mode; write it like 0644 or 0600 (the owner has to be able to read the file)")]
    [InlineData("template: files/motd.txt,", "", "shop.yaml:14: #files[1]: needs either content or template")]
    [InlineData("template: files/motd.txt", "template: ../motd.txt", "shop.yaml:14: #files[1].template: '../motd.txt' is not below the folder of this catalog file")]
    [InlineData("files/motd.txt", "files/none", "shop.yaml:14: #files[1].template: 'files/none' cannot be read: there is no files/none")]
    [InlineData("files/motd.txt", "files/key", "shop.yaml:14: #files[1].template: looks like a secret; keep it with `botops secret set`, in a variable or in a file, and write the reference (secret:name, env:NAME or file:/path)")]
    [InlineData("files/motd.txt", "files/picture", "shop.yaml:14: #files[1].template: is no text in utf-8 / gb18030")]
    [InlineData("mode: \"600\"", "encoding: utf-8", "shop.yaml:14: #files[1].template: is no text in utf-8")]
    [InlineData("mode: \"600\"", "encoding: latin1", "shop.yaml:14: #files[1].encoding: 'latin1' is none of: utf-8, gb18030")]
    [InlineData("name: 订单", "url: postgres://shop:hunter2@db/", "shop.yaml:11: #files[0].content: has a credential in it; keep that in a variable or a file and write a reference beside it (token: env:NAME, file:/path or secret:name)")]
    public void What_is_wrong_with_a_file_is_told_with_its_place(string right, string wrong, params string[] messages)
    {
        var error = Assert.Throws<UserError>(() => Read(Shop.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.Equal(string.Join('\n', messages), error.Message.Replace("projects[0].environments.production.run.", "#", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_of_more_than_64_KiB_is_refused_whichever_characters_it_has()
    {
        Assert.Equal(new string('x', 65_000) + "\n", Read(Large(new('x', 65_000))).Run.Files[0].Content);

        var error = Assert.Throws<UserError>(() => Read(Large(new('字', 22_000))));

        Assert.EndsWith("run.files[0].content: is too large (at most 64 KiB)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_changed_file_only_the_lines_that_differ_are_told()
    {
        var old = new Settings { Run = new RunSettings { Port = 1, Files = [File(30), new("b", "1\n"), new("c", "1\n")], Shared = ["x"] } };
        var now = new Settings { Run = new RunSettings { Port = 2, Files = [File(30, changed: 17), new("b", "1\n") { Mode = "0600" }, new("d", "1\n2\n")], Shared = ["x", "y"] } };

        string[] files =
        [
            "run.files.a 30 lines → 30 lines (+1 −1)\n@@ -16,3 +16,3 @@\n line 15\n-line 16\n+line 17!\n line 17",
            "run.files.b.mode 0644 → 0600", "run.files.c 1 line → –", "run.files.d – → 2 lines\n@@ -0,0 +1,2 @@\n+1\n+2",
        ];
        Assert.Equal(["run.port 1 → 2", "run.shared x → x y", .. files], SettingsDifference.Between(old, now).Select(d => $"{d}"));
        Assert.Equal(["run.port 1 → 2", .. files, "run.shared [x] → [x, y]"], CatalogValues.Difference(CatalogValues.Of(old), CatalogValues.Of(now)));
        Assert.Empty(CatalogValues.Difference(CatalogValues.Of(old), CatalogValues.Of(old with { Run = old.Run with { Files = [.. old.Run.Files.Reverse()] } })));
    }

    static ManagedFile File(int lines, int changed = -1) => new("a", string.Concat(Enumerable.Range(0, lines).Select(n => n == changed - 1 ? $"line {changed}!\n" : $"line {n}\n")));

    static string Large(string line) => Shop.Replace("name: 订单", line, StringComparison.Ordinal).Replace("                port: {port}\n", "", StringComparison.Ordinal);

    static Settings Read(string text) => CatalogReader.Read("shop.yaml", text, path => Beside.GetValueOrDefault(path) ?? throw new IOException($"there is no {path}"))
        .Projects.Single().Environments.Single().Settings;
}
